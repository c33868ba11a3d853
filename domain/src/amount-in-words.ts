import { vnd } from './money.ts';

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;

function digitWord(digit: number): string {
  return digits[digit] ?? '';
}

/** The last digit is spoken differently after tens: mười lăm, hai mươi mốt, hai mươi tư. */
function unitWord(tens: number, unit: number): string {
  if (unit === 5 && tens >= 1) return 'lăm';
  if (unit === 1 && tens >= 2) return 'mốt';
  if (unit === 4 && tens >= 2) return 'tư';
  return digitWord(unit);
}

/** Three digits; `full` says that a group stands before it, so that empty hundreds and tens are spoken. */
function groupWords(group: number, full: boolean): string[] {
  const hundreds = Math.floor(group / 100);
  const tens = Math.floor(group / 10) % 10;
  const unit = group % 10;
  const words: string[] = [];
  if (full || hundreds > 0) words.push(digitWord(hundreds), 'trăm');
  if (tens === 0 && unit > 0 && words.length > 0) words.push('linh');
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(digitWord(tens), 'mươi');
  if (unit > 0) words.push(unitWord(tens, unit));
  return words;
}

/** Below one tỷ: triệu, nghìn, and the rest. */
function wordsBelowMilliard(amount: number, full: boolean): string[] {
  const parts = [
    { group: Math.floor(amount / 1_000_000), name: 'triệu' },
    { group: Math.floor(amount / 1000) % 1000, name: 'nghìn' },
    { group: amount % 1000, name: '' },
  ];
  const words: string[] = [];
  for (const { group, name } of parts) {
    if (group === 0) continue;
    words.push(...groupWords(group, full || words.length > 0));
    if (name !== '') words.push(name);
  }
  return words;
}

function wordsOf(amount: number): string[] {
  const milliards = Math.floor(amount / 1_000_000_000);
  const rest = amount % 1_000_000_000;
  if (milliards === 0) return wordsBelowMilliard(rest, false);
  return [...wordsOf(milliards), 'tỷ', ...wordsBelowMilliard(rest, true)];
}

/**
 * The amount as Vietnamese documents write it, first letter capital and ending in *đồng*:
 * `Một triệu không trăm linh năm đồng`.
 */
export function amountInWords(amount: number): string {
  const whole = vnd(amount);
  const words = whole === 0 ? ['không'] : wordsOf(Math.abs(whole));
  if (whole < 0) words.unshift('âm');
  const text = words.join(' ');
  return `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)} đồng`;
}
