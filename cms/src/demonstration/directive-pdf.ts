import path from 'node:path';
import type { DirectiveSeed } from '@chung-tay/config';
import { directiveKinds, directiveNumber, urgencies, type DirectiveKind } from '@chung-tay/domain';
import { lexer, type Token, type Tokens } from 'marked';
import PDFDocument from 'pdfkit';

const fontFolder = path.dirname(require.resolve('@expo-google-fonts/tinos/package.json'));
const fonts = {
  regular: path.join(fontFolder, '400Regular', 'Tinos_400Regular.ttf'),
  italic: path.join(fontFolder, '400Regular_Italic', 'Tinos_400Regular_Italic.ttf'),
  bold: path.join(fontFolder, '700Bold', 'Tinos_700Bold.ttf'),
  boldItalic: path.join(fontFolder, '700Bold_Italic', 'Tinos_700Bold_Italic.ttf'),
} as const;
type Font = keyof typeof fonts;

const mm = 72 / 25.4;
/** Decree 30/2020/NĐ-CP, Annex I: A4, 20 to 25 mm above and below, 30 to 35 mm left, 15 to 20 mm right. */
const margins = { top: 20 * mm, bottom: 22 * mm, left: 30 * mm, right: 18 * mm };
const page = { width: 595.28, height: 841.89 };
const width = page.width - margins.left - margins.right;
const indent = 12.7 * mm;

type Document = InstanceType<typeof PDFDocument>;

const kindOf = (abbreviation: string): DirectiveKind =>
  (Object.keys(directiveKinds) as DirectiveKind[]).find(
    (kind) => directiveKinds[kind].abbreviation === abbreviation,
  ) ?? 'cong-van';

/** Days below ten and the first two months are written with a leading zero. */
function dateLine(place: string, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const monthText = Number(month) <= 2 ? month : String(Number(month));
  return `${place}, ngày ${date} tháng ${monthText} năm ${year}`;
}

const seatOf = (seed: DirectiveSeed) => /tỉnh (.+?)(?: \(|$)/.exec(seed.issuer)?.[1] ?? 'Hà Nội';
const issuerName = (seed: DirectiveSeed) => seed.issuer.replace(/ \(trình diễn\)$/, '');

interface Run {
  readonly text: string;
  readonly font: Font;
}

/** The words of Markdown with their marks; links keep their words. */
function runsOf(tokens: readonly Token[] = [], bold = false, italic = false): Run[] {
  return tokens.flatMap((token): Run[] => {
    const children = 'tokens' in token ? token.tokens : undefined;
    if (token.type === 'strong') return runsOf(children, true, italic);
    if (token.type === 'em') return runsOf(children, bold, true);
    if (children !== undefined) return runsOf(children, bold, italic);
    const font: Font = bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';
    return [{ text: 'text' in token ? String(token.text) : token.raw, font }];
  });
}

class Sheet {
  private readonly doc: Document;
  private readonly root: ReturnType<Document['struct']>;

  constructor(doc: Document) {
    this.doc = doc;
    const root = doc.struct('Document');
    doc.addStructure(root);
    this.root = root;
  }

  /** Draws something as one element of the document's structure. */
  element(type: string, draw: () => void): void {
    const element = this.doc.struct(type, {}, draw);
    this.root.add(element);
  }

  paragraph(
    runs: readonly Run[],
    options: {
      indent?: number;
      left?: number;
      align?: 'justify' | 'center' | 'left';
      size?: number;
      after?: number;
      type?: string;
    } = {},
  ): void {
    const { doc } = this;
    const { left = 0, align = 'justify', size = 13, after = 5, type = 'P' } = options;
    if (runs.length === 0) return;
    this.keepTogether(40);
    this.element(type, () => {
      const last = runs.length - 1;
      for (const [index, { text, font }] of runs.entries()) {
        const settings = {
          align,
          width: width - left,
          indent: index === 0 ? (options.indent ?? 0) : 0,
          lineGap: 2.5,
          continued: index !== last,
        };
        doc.font(font).fontSize(size);
        if (index === 0) doc.text(text, margins.left + left, doc.y, settings);
        else doc.text(text, settings);
      }
    });
    doc.y += after;
  }

  /** Begins a new page unless so much room is left. */
  keepTogether(points: number): void {
    if (this.doc.y + points > page.height - margins.bottom) this.doc.addPage();
  }

  line(x1: number, x2: number, y: number): void {
    this.doc.markContent('Artifact');
    this.doc.moveTo(x1, y).lineTo(x2, y).lineWidth(0.7).stroke();
    this.doc.endMarkedContent();
  }
}

interface Placed {
  readonly text: string;
  readonly font: Font;
  readonly size: number;
  readonly after?: number;
  readonly underline?: number;
}

/** Breaks words that need several lines into lines of about the same length. */
function balanced(doc: Document, text: string, font: Font, size: number, room: number): string {
  const measure = (words: string) => doc.font(font).fontSize(size).widthOfString(words);
  const lines = Math.ceil(measure(text) / (room * 0.98));
  if (lines < 2) return text;
  const target = measure(text) / lines;
  const broken = [''];
  for (const word of text.split(' ')) {
    const current = broken.at(-1) ?? '';
    const longer = current === '' ? word : `${current} ${word}`;
    const isFull = current !== '' && measure(longer) - target > target - measure(current);
    if (isFull && broken.length < lines) broken.push(word);
    else broken[broken.length - 1] = longer;
  }
  return broken.join('\n');
}

/** Centred lines in a column; gives the height at which they end. */
function column(
  doc: Document,
  sheet: Sheet,
  x: number,
  w: number,
  top: number,
  lines: readonly Placed[],
): number {
  doc.y = top;
  for (const { text, font, size, after = 1, underline } of lines) {
    const broken = balanced(doc, text, font, size, w);
    sheet.element('P', () =>
      doc.font(font).fontSize(size).text(broken, x, doc.y, { width: w, align: 'center' }),
    );
    if (underline !== undefined) {
      const length = doc.font(font).fontSize(size).widthOfString(text) * underline;
      const drawn = Math.min(length, w);
      sheet.line(x + (w - drawn) / 2, x + (w + drawn) / 2, doc.y + 1.5);
      doc.y += 4;
    }
    doc.y += after;
  }
  return doc.y;
}

/** National name and motto, issuer, number, place and day: Annex I, elements 1 to 4. */
function drawHead(doc: Document, sheet: Sheet, seed: DirectiveSeed): void {
  const isLetter = seed.kind === 'CV';
  const leftWidth = width * 0.42;
  const rightX = margins.left + leftWidth;
  const rightWidth = width - leftWidth;
  const number = directiveNumber({ ...seed, isNormative: false });
  const left = column(doc, sheet, margins.left - 8 * mm, leftWidth + 4 * mm, margins.top, [
    { text: issuerName(seed).toUpperCase(), font: 'bold', size: 12, underline: 0.4, after: 5 },
    { text: `Số: ${number}`, font: 'regular', size: 13 },
    ...(isLetter
      ? [
          {
            text: `V/v ${seed.abstract.replace(/^Về việc /, '')}`,
            font: 'regular' as const,
            size: 12,
          },
        ]
      : []),
  ]);
  const right = column(doc, sheet, rightX - 4 * mm, rightWidth + 8 * mm, margins.top, [
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', font: 'bold', size: 12 },
    { text: 'Độc lập - Tự do - Hạnh phúc', font: 'bold', size: 13, underline: 1, after: 6 },
    { text: dateLine(seatOf(seed), seed.issuedOn), font: 'italic', size: 13 },
  ]);
  let y = left;
  if (seed.urgency !== 'thuong') {
    const words = (
      Object.entries(urgencies).find(([key]) => key === seed.urgency)?.[1].vi ?? ''
    ).toUpperCase();
    const boxWidth = doc.font('bold').fontSize(12).widthOfString(words) + 16;
    const x = margins.left - 6 * mm + (leftWidth - boxWidth) / 2;
    doc.markContent('Artifact');
    doc
      .rect(x, y + 5, boxWidth, 20)
      .lineWidth(0.9)
      .stroke();
    doc.endMarkedContent();
    sheet.element('P', () =>
      doc
        .font('bold')
        .fontSize(12)
        .text(words, x, y + 9, { width: boxWidth, align: 'center' }),
    );
    y += 30;
  }
  doc.y = Math.max(y, right) + 14;
}

/** The name of the kind and the abstract; official letters have neither. */
function drawTitle(doc: Document, sheet: Sheet, seed: DirectiveSeed): void {
  if (seed.kind === 'CV') return;
  const kind = directiveKinds[kindOf(seed.kind)].vi.toUpperCase();
  const center = (text: string, size: number, type: string, after: number) =>
    sheet.paragraph([{ text, font: 'bold' }], { align: 'center', size, type, after });
  center(kind, 14, 'H1', 1);
  // "KẾ HOẠCH" stands above: the abstract does not say it again.
  const again = new RegExp(`^${directiveKinds[kindOf(seed.kind)].vi} `, 'i');
  const abstract = seed.abstract.replace(again, '');
  const words = abstract.charAt(0).toUpperCase() + abstract.slice(1);
  center(balanced(doc, words, 'bold', 14, width), 14, 'P', 0);
  sheet.line(page.width / 2 - 30 + 6 * mm, page.width / 2 + 30 + 6 * mm, doc.y + 3);
  doc.y += 14;
}

const baseWords = (base: string) =>
  base.startsWith('Đề nghị') ? `Theo đ${base.slice(1)}` : `Căn cứ ${base}`;

function drawBases(doc: Document, sheet: Sheet, seed: DirectiveSeed): void {
  if (seed.kind === 'CV') return;
  if (seed.kind === 'QĐ') {
    const chief = seed.issuer.toUpperCase().replace(/ \(TRÌNH DIỄN\)$/, '');
    sheet.paragraph([{ text: chief, font: 'bold' }], { align: 'center', after: 8 });
  }
  for (const [index, base] of seed.bases.entries()) {
    const end = index === seed.bases.length - 1 ? (seed.kind === 'QĐ' ? '.' : ',') : ';';
    sheet.paragraph([{ text: `${baseWords(base)}${end}`, font: 'italic' }], {
      indent,
    });
  }
  if (seed.kind === 'QĐ') {
    doc.y += 4;
    sheet.paragraph([{ text: 'QUYẾT ĐỊNH:', font: 'bold' }], {
      align: 'center',
      size: 14,
      after: 8,
    });
  }
}

function drawBody(doc: Document, sheet: Sheet, seed: DirectiveSeed): void {
  const { outline } = doc;
  const draw = (token: Token): void => {
    if (token.type === 'heading') {
      const runs = runsOf((token as Tokens.Heading).tokens);
      const words = runs.map(({ text }) => text).join('');
      sheet.keepTogether(70);
      outline.addItem(words);
      sheet.paragraph(
        runs.map((run) => ({ ...run, font: 'bold' })),
        { indent, type: 'H2' },
      );
    } else if (token.type === 'list') {
      const { items, ordered, start } = token as Tokens.List;
      for (const [index, item] of items.entries()) {
        const mark = ordered ? `${Number(start || 1) + index}. ` : '- ';
        sheet.paragraph([{ text: mark, font: 'regular' }, ...runsOf(item.tokens)], { indent });
      }
    } else if (token.type !== 'space')
      sheet.paragraph(
        runsOf(token.type === 'paragraph' ? (token as Tokens.Paragraph).tokens : [token]),
        { indent },
      );
  };
  // The last line of every text says what it is; here a footer on each page does.
  const markdown = seed.body.replace(/\n+\*Văn bản trình diễn[^*]*\*\s*$/, '');
  for (const token of lexer(markdown)) draw(token);
}

/** Whom it goes to, and the signature: Annex I, elements 7 to 9. */
function drawFoot(doc: Document, sheet: Sheet, seed: DirectiveSeed): void {
  sheet.keepTogether(128);
  const top = doc.y + 10;
  const half = width / 2;
  doc.y = top;
  const small = (text: string, font: Font, size: number) =>
    sheet.element('P', () =>
      doc.font(font).fontSize(size).text(text, margins.left, doc.y, { width: half, align: 'left' }),
    );
  small('Nơi nhận:', 'boldItalic', 12);
  for (const each of [
    seed.kind === 'CV' ? '- Như trên;' : '- Các đơn vị tiếp nhận của tỉnh, thành phố;',
    '- Các tổ chức thành viên;',
    '- Trang thông tin điện tử (để công khai);',
    '- Lưu: VT, VP.',
  ]) {
    small(each, 'regular', 11);
  }
  const bottom = doc.y;
  const authority = seed.signer.authority;
  const title = seed.signer.title.replace(/ \(trình diễn\)$/, '').toUpperCase();
  const lines: Placed[] =
    authority === 'TM.'
      ? [
          {
            text: 'TM. BAN VẬN ĐỘNG',
            font: 'bold',
            size: 13,
          },
        ]
      : [{ text: `${authority} TRƯỞNG BAN`, font: 'bold', size: 13 }];
  const signed = column(doc, sheet, margins.left + half, half, top, [
    ...lines,
    { text: title.replace(/ CẤP TỈNH$/, ''), font: 'bold', size: 13, after: 12 },
    { text: '(bản trình diễn, không ký, không đóng dấu)', font: 'italic', size: 11, after: 26 },
    { text: seed.signer.name, font: 'bold', size: 13 },
  ]);
  doc.y = Math.max(bottom, signed);
}

/** Page numbers from the second page on, and on every page what this document is. */
function drawEdges(doc: Document): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    // Text below the margin would begin a new page.
    doc.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    doc.markContent('Artifact', { type: 'Pagination' });
    if (index > 0) {
      doc
        .font('regular')
        .fontSize(13)
        .text(String(index + 1), 0, 10 * mm, { width: page.width, align: 'center' });
    }
    doc
      .font('italic')
      .fontSize(9)
      .text('Văn bản trình diễn, không có giá trị pháp lý', margins.left, page.height - 13 * mm, {
        width,
        align: 'center',
      });
    doc.endMarkedContent();
  }
}

/**
 * A directive of the demonstration as a PDF laid out after Decree 30/2020/NĐ-CP, Annex I: with a text layer,
 * bookmarks, tags, language and title. The same seed gives the same text; every page says that it is none
 * in law.
 */
export function directivePdf(seed: DirectiveSeed): Promise<Buffer> {
  const number = directiveNumber({ ...seed, isNormative: false });
  const kind = directiveKinds[kindOf(seed.kind)].vi;
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      Title: `${kind} số ${number}: ${seed.abstract}`,
      Author: seed.issuer,
      Subject: 'Văn bản trình diễn, không có giá trị pháp lý',
      CreationDate: new Date(`${seed.issuedOn}T00:00:00+07:00`),
    },
  });
  for (const [name, file] of Object.entries(fonts)) doc.registerFont(name, file);
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const sheet = new Sheet(doc);
  drawHead(doc, sheet, seed);
  drawTitle(doc, sheet, seed);
  drawBases(doc, sheet, seed);
  drawBody(doc, sheet, seed);
  drawFoot(doc, sheet, seed);
  drawEdges(doc);
  doc.end();
  return finished;
}

export { kindOf as directiveKindOf };
