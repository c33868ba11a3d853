/**
 * What editors write with Strapi's blocks editor, as the platform reads it. Everything that is not listed
 * here is unknown and shown as its plain text at most.
 */
export interface TextNode {
  readonly type: 'text';
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  readonly code?: boolean;
}

export interface BlockNode {
  readonly type: string;
  readonly level?: number;
  readonly format?: string;
  readonly url?: string;
  readonly image?: unknown;
  readonly children?: readonly RichNode[];
}

export type RichNode = TextNode | BlockNode;

export const isTextNode = (node: RichNode): node is TextNode =>
  node.type === 'text' && typeof (node as { text?: unknown }).text === 'string';

const textOf = (node: RichNode): string =>
  isTextNode(node) ? node.text : (node.children ?? []).map(textOf).join('');

const isInline = (node: RichNode) => node.type === 'text' || node.type === 'link';

function* linesOf(nodes: readonly RichNode[]): Generator<string> {
  for (const node of nodes) {
    const children = isTextNode(node) ? [] : (node.children ?? []);
    if (isTextNode(node) || children.every(isInline)) yield textOf(node);
    else yield* linesOf(children);
  }
}

/** The words of a rich text, one line per paragraph, heading or item. */
export function plainTextOf(nodes: readonly RichNode[]): string {
  return [...linesOf(nodes)]
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * The address that a link may lead to, or null: https, mail, telephone, and addresses of this site. Schemes
 * that run code, and those that hide behind control characters or two slashes, are none of these.
 */
export function safeAddress(address: string): string | null {
  const text = address.trim();
  if (/[\u0000-\u001f\u007f\\]/.test(text)) return null;
  if (/^https:\/\/[^/?#@\s]+(?:[/?#]\S*)?$/i.test(text)) return text;
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(text) || /^tel:\+?[\d .()-]+$/i.test(text)) return text;
  if (/^\/(?!\/)\S*$/.test(text) || /^#[\w-]+$/.test(text)) return text;
  return null;
}
