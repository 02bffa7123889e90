// A JSON Schema as a list a person can read; named schemas are links, deep ones fold.
import type { JSX } from "preact";
import { descriptionOf, itemsOf, propertiesOf, referenceName, typeLine, variantsOf } from "./api-docs-read.ts";
import { Text } from "./api-docs-text.tsx";

/** Deeper than this only names are shown: a document may refer to itself. */
const DEPTH_MAX = 6;

type SchemaProps = { readonly schema: unknown; readonly depth?: number };

const Properties = ({ schema, depth = 0 }: SchemaProps): JSX.Element | null => {
  const properties = propertiesOf(schema);
  if (properties.length === 0) return null;
  return (
    <dl class="schema">
      {properties.map((property) => (
        <div class="schema-row" key={property.name}>
          <dt>
            <code>{property.name}</code>
            {property.required ? null : <span class="schema-need">optional</span>}
          </dt>
          <dd>
            <SchemaView schema={property.schema} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

export const SchemaView = ({ schema, depth = 0 }: SchemaProps): JSX.Element => {
  const name = referenceName(schema);
  if (name !== null) return <a href={`#schema-${name}`}>{name}</a>;
  const line = typeLine(schema);
  const description = descriptionOf(schema);
  const variants = variantsOf(schema);
  const items = itemsOf(schema);
  return (
    <>
      {line === "" || line === "object" ? null : <span class="schema-type">{line}</span>}
      {description === "" ? null : (
        <p class="schema-text">
          <Text text={description} />
        </p>
      )}
      {depth >= DEPTH_MAX ? null : (
        <>
          <Properties schema={schema} depth={depth} />
          {items === undefined ? null : <Properties schema={items} depth={depth + 1} />}
          {variants.length === 0 ? null : (
            <ul class="schema-variants">
              {variants.map((variant, index) => (
                <li key={index}>
                  <SchemaView schema={variant} depth={depth + 1} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
};
