// TypeScript types out of the API's own description, for whoever writes a client: `node ops/api-types.ts [address]` prints
// those of a running instance. Every named schema is a type; `Operations` says what each call takes and answers.
type Json = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const PLAIN: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
};

const either = (types: readonly string[]): string =>
  types.length === 1 ? (types[0] ?? "never") : `(${[...new Set(types)].join(" | ")})`;

function typeOf(schema: unknown): string {
  const node = objectOf(schema);
  if (typeof node.$ref === "string") return node.$ref.split("/").at(-1) ?? "unknown";
  if ("const" in node) return JSON.stringify(node.const);
  if (Array.isArray(node.enum)) return either(node.enum.map((one) => JSON.stringify(one)));
  const variants = [...listOf(node.anyOf), ...listOf(node.oneOf)];
  if (variants.length > 0) return either(variants.map(typeOf));
  if (Array.isArray(node.allOf)) return node.allOf.map(typeOf).join(" & ");
  const types = Array.isArray(node.type) ? node.type.map(String) : [String(node.type ?? "")];
  return either(types.map((type) => typeNamed(type, node)));
}

function typeNamed(type: string, node: Json): string {
  if (type === "array") {
    if (Array.isArray(node.prefixItems)) return `readonly [${node.prefixItems.map(typeOf).join(", ")}]`;
    return `readonly ${bracketed(typeOf(node.items))}[]`;
  }
  return type === "object" ? objectType(node) : (PLAIN[type] ?? "unknown");
}

const bracketed = (type: string): string => (/[ |&]/.test(type) && !/^[({]/.test(type) ? `(${type})` : type);

function objectType(node: Json): string {
  const required = new Set(listOf(node.required).map(String));
  const own = Object.entries(objectOf(node.properties)).map(
    ([name, property]) => `readonly ${JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${typeOf(property)}`,
  );
  const others = isObject(node.additionalProperties) ? typeOf(node.additionalProperties) : null;
  if (own.length === 0) return `{ readonly [key: string]: ${others ?? "unknown"} }`;
  // Whatever else an open object carries is not known by name.
  return `{ ${own.join("; ")} }`;
}

function operationType(method: string, path: string, operation: Json): string {
  const parameters = listOf(operation.parameters).map(objectOf);
  const placed = (place: string): string =>
    objectType({
      properties: Object.fromEntries(
        parameters.filter((one) => one.in === place).map((one) => [String(one.name), one.schema]),
      ),
      required: parameters.filter((one) => one.in === place && one.required === true).map((one) => one.name),
    });
  const bodyOf = (holder: unknown): string => {
    const content = Object.values(objectOf(objectOf(holder).content))[0];
    return content === undefined ? "null" : typeOf(objectOf(content).schema);
  };
  const answers = Object.entries(objectOf(operation.responses)).map(
    ([status, one]) => `readonly ${status}: ${bodyOf(one)}`,
  );
  return [
    `{ readonly method: ${JSON.stringify(method.toUpperCase())}`,
    `readonly path: ${JSON.stringify(path)}`,
    `readonly params: ${placed("path")}`,
    `readonly query: ${placed("query")}`,
    `readonly body: ${operation.requestBody === undefined ? "null" : bodyOf(operation.requestBody)}`,
    `readonly answers: { ${answers.join("; ")} } }`,
  ].join("; ");
}

export function apiTypes(document: Json): string {
  const schemas = Object.entries(objectOf(objectOf(document.components).schemas)).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};`,
  );
  const operations = Object.entries(objectOf(document.paths)).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).map(([method, operation]) => {
      const node = objectOf(operation);
      return `  readonly ${String(node.operationId)}: ${operationType(method, path, node)};`;
    }),
  );
  return `${schemas.join("\n")}\n\nexport type Operations = {\n${operations.join("\n")}\n};\n`;
}

if (import.meta.main) {
  const address = process.argv[2] ?? "http://127.0.0.1:8787";
  const answer = await fetch(new URL("/v1/api/openapi.json", address));
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  console.log(apiTypes(objectOf(await answer.json())));
}
