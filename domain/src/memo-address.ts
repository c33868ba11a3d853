import { plainPairs, plainWords, surnames } from './memo-name.ts';
import { fold } from './text.ts';

// A house number with what stands in front of it and the kind of street behind it, with or without marks:
// `số nhà 12/3 đường`, `ngo 45`, `12 pho`. `bão số 3` is a storm.
const house = String.raw`\d{1,4}[a-z]?(?:[/.-]\d{1,4}[a-z]?){0,4}`;
const lane = String.raw`(?:ng[õo]|ng[áa]ch|h[ẻe]m|ki[ệe]t)`;
const street = String.raw`(?:[đd][ưu][ờo]ng|ph[ốo]|${lane})`;
const addressHead = new RegExp(
  String.raw`(?<![\p{L}\p{N}]|b[ãa]o s[ốo] )(?:(?:s[ốo] nh[àa]|sn|(?<!b[ãa]o )s[ốo]) )?(?<!b[ãa]o s[ốo] )${house},? ${street}(?![\p{L}])|(?<![\p{L}\p{N}])${lane} ${house}(?![\p{L}\p{N}])`,
  'giu',
);
const streetHint = /\d/;
const next = /[ ,]{1,2}(?:\d{1,4}(?:\/\d{1,4}){0,4}|[\p{L}\p{M}]+)/uy;
// A numbered ward ends an address.
const wards = /(?:ph[ưu][ờo]ng|qu[ậa]n|p|q)[ .]?\d{1,2}$/iu;
const partsMax = 6;

/** Where an address that begins with such a head ends: the name of its street and what else narrows it. */
function endOfAddress(text: string, from: number): number {
  let end = from;
  let named = 0;
  for (let count = 0; count < partsMax; count += 1) {
    next.lastIndex = end;
    const part = next.exec(text)?.[0];
    if (part === undefined) break;
    const isNumber = /\d/.test(part);
    const word = fold(part.replace(/[ ,]+/, ''));
    next.lastIndex = end + part.length;
    const following = fold(next.exec(text)?.[0].replace(/[ ,]+/, '') ?? '');
    const isLane = /^(?:duong|pho|ngo|ngach|hem|kiet|phuong|quan|p|q|to|kp|khu)$/.test(word);
    const behindWard = /[\d)]$/.test(text.slice(0, end)) && wards.test(text.slice(from, end));
    if (isNumber || isLane) named = 0;
    else {
      named += 1;
      // Most streets have two or three words; the third counts unless it is one of every memo.
      const begins = plainPairs.has(`${word} ${following}`);
      if (
        begins ||
        named > 3 ||
        (named === 3 && (plainWords.has(word) || surnames.has(word))) ||
        behindWard
      )
        break;
    }
    end += part.length;
  }
  return end;
}

/** Takes street addresses out of a text, as far as their form tells them. */
export function withoutAddresses(text: string, mark: string): string {
  if (!streetHint.test(text)) return text;
  let shown = '';
  let position = 0;
  for (const match of text.matchAll(addressHead)) {
    if (match.index < position) continue;
    shown += text.slice(position, match.index) + mark;
    position = endOfAddress(text, match.index + match[0].length);
  }
  return position === 0 ? text : shown + text.slice(position);
}
