import document from '../../../docs/openapi.json';

/** The parts of an OpenAPI 3.1 document that the page shows. */
export interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}
type Content = Readonly<Record<string, { readonly schema?: Shape }>>;
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Shape;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly description?: string; readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content }>
  >;
}

const api = document as unknown as {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> };
};

export const { info } = api;
/** The document itself, as it is downloaded. */
export const openApiText = `${JSON.stringify(document, null, 2)}\n`;

const nameOf = (ref: string) => ref.split('/').at(-1) ?? ref;

/** A shape in a word: `string`, `array of LedgerRow`, `A or B`. */
export function typeOf(shape: Shape | undefined): string {
  if (shape === undefined) return '';
  if (shape.$ref !== undefined) return nameOf(shape.$ref);
  const several = shape.oneOf ?? shape.anyOf;
  if (several !== undefined) return several.map(typeOf).join(' or ');
  if (shape.allOf !== undefined) return shape.allOf.map(typeOf).join(' and ');
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum !== undefined) return shape.enum.map((value) => JSON.stringify(value)).join(', ');
  if (shape.type === 'array') return `array of ${typeOf(shape.items)}`;
  const type =
    typeof shape.type === 'string' ? shape.type : (shape.type ?? ['object']).join(' or ');
  return shape.format === undefined ? type : `${type}, ${shape.format}`;
}

const shapeOf = (content: Content | undefined) => typeOf(Object.values(content ?? {})[0]?.schema);

/** Every operation in the order of the document, with its room (`donations`, `pledges` …). */
export const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    ...{ path, method: method.toUpperCase(), id: operation.operationId },
    room: /^\/api\/([\w-]+)/.exec(path)?.[1] ?? 'health',
    summary: operation.summary,
    description: operation.description ?? '',
    parameters: (operation.parameters ?? []).map(
      ({ name, in: place, required, description, schema }) => ({
        ...{ name, place, type: typeOf(schema) },
        isRequired: required === true,
        text: description ?? schema?.description ?? '',
      }),
    ),
    body: shapeOf(operation.requestBody?.content),
    bodyText: operation.requestBody?.description ?? '',
    responses: Object.entries(operation.responses).map(([status, answer]) => ({
      ...{ status, text: answer.description ?? '', type: shapeOf(answer.content) },
    })),
  })),
);

/** Every named shape with its members. */
export const shapes = Object.entries(api.components.schemas).map(([name, shape]) => ({
  ...{ name, text: shape.description ?? '', type: typeOf(shape) },
  members: Object.entries(shape.properties ?? {}).map(([member, of]) => ({
    ...{ name: member, type: typeOf(of), text: of.description ?? '' },
    isRequired: shape.required?.includes(member) === true,
  })),
}));
