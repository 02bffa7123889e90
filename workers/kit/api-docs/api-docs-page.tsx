// The API reference: an OpenAPI 3.1 document as plain pages of type, whole without a script, nothing from elsewhere. Its
// island lets a call be tried.
import type { JSX } from "preact";
import { LineRule } from "../../../web/components/line-rule.tsx";
import { Layout } from "../pages/layout.tsx";
import { paths } from "../pages/paths.ts";
import type { ApiDocsView, PageProps } from "../pages/view-models.ts";
import { type Answer, groupOperations, type Operation, type OperationGroup, referenceName } from "./api-docs-read.ts";
import { SchemaView } from "./api-docs-schema.tsx";
import { Text } from "./api-docs-text.tsx";

const Contents = ({ groups }: { readonly groups: readonly OperationGroup[] }): JSX.Element => (
  <nav class="docs-contents" aria-label="Operations" lang="en">
    {groups.map((group) => (
      <details class="docs-contents-group" key={group.name} open={groups.length <= 12}>
        <summary>{group.name}</summary>
        <ul class="docs-contents-list">
          {group.operations.map((operation) => (
            <li key={operation.id}>
              <a href={`#${operation.id}`}>
                <span class={`docs-method docs-method-${operation.method}`}>{operation.method.toUpperCase()}</span>
                <span>
                  <Text text={operation.summary || operation.path} />
                </span>
              </a>
            </li>
          ))}
        </ul>
      </details>
    ))}
  </nav>
);

const Parameters = ({ operation }: { readonly operation: Operation }): JSX.Element | null =>
  operation.parameters.length === 0 ? null : (
    <section class="docs-part">
      <h4>Parameters</h4>
      <dl class="schema">
        {operation.parameters.map((parameter) => (
          <div class="schema-row" key={`${parameter.place} ${parameter.name}`}>
            <dt>
              <code>{parameter.name}</code>
              <span class="schema-need">
                {parameter.place}
                {parameter.required ? ", required" : ""}
              </span>
            </dt>
            <dd>
              <SchemaView schema={parameter.schema} />
              {parameter.description === "" ? null : (
                <p>
                  <Text text={parameter.description} />
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );

const AnswerLine = ({ answer }: { readonly answer: Answer }): JSX.Element => (
  <>
    <span class="docs-status tabular">{answer.status}</span>
    <span>
      <Text text={answer.description} />
    </span>
  </>
);

/** Every refusal has the one shape: its codes are what there is to say of it, and nothing is folded away. */
const AnswerView = ({ answer }: { readonly answer: Answer }): JSX.Element =>
  answer.mediaType === null || referenceName(answer.schema) === "Problem" ? (
    <p class="docs-answer docs-answer-line">
      <AnswerLine answer={answer} />
    </p>
  ) : (
    <details class="docs-answer">
      <summary>
        <AnswerLine answer={answer} />
      </summary>
      <p class="schema-need">{answer.mediaType}</p>
      <SchemaView schema={answer.schema} />
    </details>
  );

/** What the page's island needs to let the call be tried; a socket or a stream of events is not tried so. */
const tried = ({ method, path, access, parameters, body, answers }: Operation): Record<string, string> => {
  if (answers.some(({ status, mediaType }) => status === "101" || mediaType === "text/event-stream")) return {};
  const fields = parameters.map(({ name, place, required }) => ({ name, place, required }));
  return {
    "data-try": "",
    "data-method": method.toUpperCase(),
    "data-path": path,
    "data-access": access,
    "data-fields": JSON.stringify(fields),
    ...(body !== null && { "data-body": "" }),
  };
};

const OperationView = ({ operation }: { readonly operation: Operation }): JSX.Element => (
  <article class="docs-operation" id={operation.id} {...tried(operation)}>
    <h3 class="docs-address">
      <span class={`docs-method docs-method-${operation.method}`}>{operation.method.toUpperCase()}</span>
      <code>{operation.path}</code>
    </h3>
    {operation.summary === "" ? null : (
      <p class="docs-summary">
        <Text text={operation.summary} />
      </p>
    )}
    {operation.description === "" ? null : (
      <p class="prose">
        <Text text={operation.description} />
      </p>
    )}
    <Parameters operation={operation} />
    {operation.body === null ? null : (
      <section class="docs-part">
        <h4>
          Body <span class="schema-need">{operation.body.mediaType}</span>
        </h4>
        <SchemaView schema={operation.body.schema} />
      </section>
    )}
    <section class="docs-part">
      <h4>Answers</h4>
      {operation.answers.map((answer) => (
        <AnswerView key={answer.status} answer={answer} />
      ))}
    </section>
  </article>
);

/** The reference is written in English, as its document is; only the frame speaks the reader's language. */
export const ApiDocsPage = ({ frame, view }: PageProps<ApiDocsView>): JSX.Element => {
  const { document } = view;
  const groups = groupOperations(document);
  const schemas = Object.entries(document.components?.schemas ?? {});
  return (
    <Layout
      frame={frame}
      title={document.info.title}
      description={document.info.description ?? document.info.title}
      class="docs"
    >
      <header class="docs-head" lang="en">
        <h1 class="page-title">{document.info.title}</h1>
        <p class="docs-version tabular">
          Version {document.info.version} · <a href={paths.openApi}>OpenAPI 3.1 document</a>
        </p>
        {document.info.description === undefined ? null : (
          <p class="prose">
            <Text text={document.info.description} />
          </p>
        )}
        <LineRule />
      </header>
      <Contents groups={groups} />
      <div class="docs-body" lang="en">
        {groups.map((group) => (
          <section class="docs-group" key={group.name} aria-label={group.name}>
            <h2>{group.name}</h2>
            {group.description === "" ? null : (
              <p class="prose">
                <Text text={group.description} />
              </p>
            )}
            {group.operations.map((operation) => (
              <OperationView key={operation.id} operation={operation} />
            ))}
          </section>
        ))}
        {schemas.length === 0 ? null : (
          <section class="docs-group" aria-label="Schemas">
            <h2>Schemas</h2>
            {schemas.map(([name, schema]) => (
              <article class="docs-operation" id={`schema-${name}`} key={name}>
                <h3>{name}</h3>
                <SchemaView schema={schema} />
              </article>
            ))}
          </section>
        )}
      </div>
    </Layout>
  );
};
