// Every form is anchored and its parts are bounded: a hostile memo costs no more than its length. White
// space comes in as single spaces; where a page wrapped a word, a space may stand inside it.
const digits = String.raw`[\d ]`;
const transferFrom = String.raw`(?:^|[. ]) ?C ?T ?t ?u `;

/**
 * How banks carry the words of a payer. The group `text` is what the payer wrote; the rest was added by the
 * bank and is never shown. Source: the memo grammars of published relief statements.
 */
const grammars: readonly RegExp[] = [
  new RegExp(String.raw`^MBVCB ?\. ?${digits}{1,24}\.(?: ?${digits}{6,24}\.)?(?<text>.*)$`),
  /^0200970\d[0-9A-Za-z ]{8,60}\. ?\d[\d ]{0,15}\. ?[\d ]{6,8}\.(?:Vietco ?m ?b ?a ?n ?k ?:[\d ]{1,24}:)?(?<text>.*)$/,
  /^PARTNER ?\. ?DIRECT ?_ ?D ?E ?B ?I ?T ?S ?_ ?V ?C ?B ?\. ?(?:M ?S ?E|Z ?L ?P) ?\.[0-9A-Z ]{1,40}\.[\d ]{8,10}\.[\d ]{0,24} ?-? ?(?:0[\d ]{9,11} ?_)? ?(?<text>.*)$/,
  /^SHGD ?: ?[\d ]{1,24}\. ?D ?D ?: ?[\d ]{6,8}\. ?B ?O ?:.*?\. ?R ?e ?m ?a ?r ?k ?:(?<text>.*)$/,
  /^VCB\.CTDK\.[\d/ ]{8,14}\.(?<text>.*)$/,
  /^\d{6}\. ?\d{6}\. ?\d{6}\.(?<text>.*)$/,
  /^(?:CT nhanh 247 den|Chuyen tien den tu NAPAS Noi du ?n ?g) ?: ?(?<text>.*)$/,
  /^TKThe ?:[0-9xX* ]{1,30}, ?t ?a ?i [^.]{1,60}\. ?(?<text>.*)$/,
  /^(?:BIDV;)? ?\d{10,14} ?; ?(?<text>.*)$/,
  /^(?:BIDV;)? ?\d{10,14} (?<text>.*)$/,
];

/** What banks put behind the words, with whatever follows it. */
const endings: readonly RegExp[] = [
  // Only the bank names the account to which it transferred: people write `CT tu thien`.
  new RegExp(String.raw`${transferFrom}(?:.{0,120}?\b)?t ?o ?i [\dxX* ]{6}.*$`),
  /(?:^|[ -])FT ?\d[\d ]{12,20}$/,
  /(?:^|; ?)thoi ?g ?i ?a ?n ?GD ?:.*$/i,
  /[ -]{0,2}-? ?CTLNHIDI.*$/i,
  / ?\(?CT1111\)?(?= |$|[.;,])/gi,
];
const endingHints = /\bt ?o ?i [\dxX*]|FT ?\d|GD ?:|CTLNHIDI|CT1111/i;

/** The words of the payer alone, out of a memo with single spaces. */
export function payersWords(memo: string): string {
  let words = memo;
  for (const grammar of grammars) {
    const text = grammar.exec(memo)?.groups?.['text'];
    if (text === undefined) continue;
    words = text;
    break;
  }
  if (!endingHints.test(words)) return words;
  for (const ending of endings) words = words.replace(ending, '');
  return words;
}
