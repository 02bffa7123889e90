// Reads an OpenAPI 3.1 document into what its page shows. Whatever is not understood is passed over, never thrown at.
import type { OpenApiDocument } from "../pages/view-models.ts";

type Json = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export type Parameter = {
  readonly name: string;
  readonly place: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: unknown;
};

export type Answer = {
  readonly status: string;
  readonly description: string;
  readonly mediaType: string | null;
  readonly schema: unknown;
};

export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** Who may call: a role, or "anyone". */
  readonly access: string;
  readonly body: { readonly mediaType: string; readonly schema: unknown; readonly required: boolean } | null;
  readonly answers: readonly Answer[];
};

export type OperationGroup = {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
};

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** Follows one local reference, such as "#/components/parameters/limit". */
const resolve = (document: OpenApiDocument, value: unknown): Json => {
  const node = objectOf(value);
  const reference = textOf(node.$ref);
  if (!reference.startsWith("#/")) return node;
  let target: unknown = document;
  for (const step of reference.slice(2).split("/")) target = objectOf(target)[step];
  return objectOf(target);
};

const contentOf = (holder: Json): { readonly mediaType: string; readonly schema: unknown } | null => {
  const [entry] = Object.entries(objectOf(holder.content));
  if (entry === undefined) return null;
  return { mediaType: entry[0], schema: objectOf(entry[1]).schema };
};

const readParameters = (document: OpenApiDocument, values: readonly unknown[]): readonly Parameter[] =>
  values.map((value) => {
    const parameter = resolve(document, value);
    return {
      name: textOf(parameter.name),
      place: textOf(parameter.in),
      required: parameter.required === true,
      description: textOf(parameter.description),
      schema: parameter.schema,
    };
  });

const readAnswers = (document: OpenApiDocument, responses: Json): readonly Answer[] =>
  Object.entries(responses).map(([status, value]) => {
    const response = resolve(document, value);
    const content = contentOf(response);
    return {
      status,
      description: textOf(response.description),
      mediaType: content?.mediaType ?? null,
      schema: content?.schema,
    };
  });

const readOperation = (
  document: OpenApiDocument,
  path: string,
  method: string,
  shared: Json,
  node: Json,
): Operation => {
  const body = resolve(document, node.requestBody);
  const content = contentOf(body);
  return {
    id: `${method}-${path}`.replaceAll(/[^a-zA-Z0-9]+/g, "-").replace(/-$/, ""),
    method,
    path,
    summary: textOf(node.summary),
    description: textOf(node.description),
    access: textOf(node["x-access"]),
    parameters: readParameters(document, [...listOf(shared.parameters), ...listOf(node.parameters)]),
    body: content === null ? null : { ...content, required: body.required === true },
    answers: readAnswers(document, objectOf(node.responses)),
  };
};

/** Operations by their first tag, in the order of the document's tags, the untagged last. */
export const groupOperations = (document: OpenApiDocument): readonly OperationGroup[] => {
  const groups = new Map<string, { description: string; operations: Operation[] }>();
  for (const tag of document.tags ?? []) {
    groups.set(tag.name, { description: tag.description ?? "", operations: [] });
  }
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const node = objectOf(item[method]);
      if (Object.keys(node).length === 0) continue;
      const name = textOf(listOf(node.tags)[0]) || "Other";
      const group = groups.get(name) ?? { description: "", operations: [] };
      group.operations.push(readOperation(document, path, method, item, node));
      groups.set(name, group);
    }
  }
  return [...groups].map(([name, group]) => ({ name, ...group })).filter((group) => group.operations.length > 0);
};

export type Property = {
  readonly name: string;
  readonly required: boolean;
  readonly schema: unknown;
  readonly description: string;
};

export const propertiesOf = (schema: unknown): readonly Property[] => {
  const node = objectOf(schema);
  const required = new Set(listOf(node.required).map(textOf));
  return Object.entries(objectOf(node.properties)).map(([name, property]) => ({
    name,
    required: required.has(name),
    schema: property,
    description: textOf(objectOf(property).description),
  }));
};

export const variantsOf = (schema: unknown): readonly unknown[] => {
  const node = objectOf(schema);
  return [...listOf(node.oneOf), ...listOf(node.anyOf), ...listOf(node.allOf)];
};

export const itemsOf = (schema: unknown): unknown => objectOf(schema).items;

export const referenceName = (schema: unknown): string | null => {
  const reference = textOf(objectOf(schema).$ref);
  return reference === "" ? null : (reference.split("/").at(-1) ?? null);
};

export const descriptionOf = (schema: unknown): string => textOf(objectOf(schema).description);

/** "integer, 1 to 100", "one of OPEN, PAUSED", "string or null": a schema's own line, without its parts. */
export const typeLine = (schema: unknown): string => {
  const node = objectOf(schema);
  if (node.const !== undefined) return JSON.stringify(node.const);
  const choices = listOf(node.enum);
  if (choices.length > 0) return `one of ${choices.map(String).join(", ")}`;
  const types = Array.isArray(node.type) ? node.type.map(String) : [textOf(node.type)];
  const items = itemsOf(schema);
  const name = types.filter(Boolean).join(" or ");
  const base =
    name === "array" && items !== undefined ? `list of ${referenceName(items) ?? (typeLine(items) || "values")}` : name;
  return [base, textOf(node.format), boundsOf(node)].filter(Boolean).join(", ");
};

const boundsOf = (node: Json): string => {
  const bounds: string[] = [];
  const pair = (low: string, high: string, unit: string): void => {
    const least = node[low];
    const most = node[high];
    // A safe integer's own limits say nothing.
    const isMost = typeof most === "number" && Math.abs(most) < Number.MAX_SAFE_INTEGER;
    const isLeast = typeof least === "number" && Math.abs(least) < Number.MAX_SAFE_INTEGER;
    if (isLeast && isMost) bounds.push(`${least} to ${most}${unit}`);
    else if (isMost) bounds.push(`up to ${most}${unit}`);
    else if (isLeast) bounds.push(`${least}${unit} or more`);
  };
  pair("minimum", "maximum", "");
  pair("minLength", "maxLength", " characters");
  pair("minItems", "maxItems", " items");
  return bounds.join(", ");
};
