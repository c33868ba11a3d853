import type { RichNode } from '@chung-tay/domain';
import { lexer, type Token, type Tokens } from 'marked';

type Marks = Readonly<Record<'bold' | 'italic' | 'strikethrough' | 'code', true>>;

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const plain = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (name) => entities[name] ?? name);

function inline(tokens: readonly Token[] = [], marks: Partial<Marks> = {}): RichNode[] {
  return tokens.flatMap((token): RichNode[] => {
    const children = 'tokens' in token ? token.tokens : undefined;
    switch (token.type) {
      case 'strong':
        return inline(children, { ...marks, bold: true });
      case 'em':
        return inline(children, { ...marks, italic: true });
      case 'del':
        return inline(children, { ...marks, strikethrough: true });
      case 'codespan':
        return [
          { type: 'text', text: plain((token as Tokens.Codespan).text), ...marks, code: true },
        ];
      case 'link':
        return [
          { type: 'link', url: (token as Tokens.Link).href, children: inline(children, marks) },
        ];
      case 'br':
        return [{ type: 'text', text: '\n', ...marks }];
      default:
        return children === undefined
          ? [
              {
                type: 'text',
                text: plain('text' in token ? String(token.text) : token.raw),
                ...marks,
              },
            ]
          : inline(children, marks);
    }
  });
}

/** Strapi's editor expects a text node at least. */
const filled = (children: RichNode[]): RichNode[] =>
  children.length === 0 ? [{ type: 'text', text: '' }] : children;

function list(token: Tokens.List): RichNode {
  return {
    type: 'list',
    format: token.ordered ? 'ordered' : 'unordered',
    children: token.items.flatMap((item) => {
      const nested = item.tokens.filter((each): each is Tokens.List => each.type === 'list');
      const own = item.tokens.filter(({ type }) => type !== 'list' && type !== 'space');
      return [{ type: 'list-item', children: filled(inline(own)) }, ...nested.map(list)];
    }),
  };
}

/** Markdown as the blocks of Strapi's editor. Tables and raw HTML have no block and stay their own words. */
export function blocksOf(markdown: string): RichNode[] {
  return lexer(markdown).flatMap((token): RichNode[] => {
    switch (token.type) {
      case 'space':
      case 'hr':
        return [];
      case 'heading':
        return [
          {
            type: 'heading',
            level: (token as Tokens.Heading).depth,
            children: filled(inline(token.tokens)),
          },
        ];
      case 'list':
        return [list(token as Tokens.List)];
      case 'blockquote':
        return [
          {
            type: 'quote',
            children: filled(inline(token.tokens?.filter(({ type }) => type !== 'space'))),
          },
        ];
      case 'code':
        return [{ type: 'code', children: [{ type: 'text', text: (token as Tokens.Code).text }] }];
      default:
        return [
          {
            type: 'paragraph',
            children: filled(inline('tokens' in token ? token.tokens : [token])),
          },
        ];
    }
  });
}
