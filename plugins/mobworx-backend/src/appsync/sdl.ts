import {
  APPSYNC_PRELUDE,
  appsyncDirectives,
  appsyncScalars,
} from '@internal/plugin-mobworx-common';
import {
  buildSchema,
  DefinitionNode,
  DocumentNode,
  GraphQLSchema,
  Kind,
  parse,
  print,
  specifiedDirectives,
  visit,
} from 'graphql';

/**
 * Brings the SDL of an AppSync API into the form in which it is kept: without the declarations of
 * `APPSYNC_PRELUDE`, which some of AppSync's answers have and others haven't.
 *
 * @throws GraphQLError when it is no SDL
 */
export function ownSdl(text: string): string {
  const document = parse(text);
  const ours = document.definitions.filter(isOfAppsync);
  // By its text, so that its comments stay.
  let rest = text;
  for (const { loc } of ours.reverse()) {
    rest = `${rest.slice(0, loc!.start)}${rest.slice(loc!.end).trimStart()}`;
  }
  return withoutUnknownDirectives(document, rest);
}

/**
 * Builds the schema of an SDL that {@link ownSdl} gave.
 *
 * @throws when it isn't a whole schema
 */
export function buildAppsyncSchema(sdl: string): GraphQLSchema {
  return buildSchema(`${APPSYNC_PRELUDE}\n${sdl}`);
}

const scalars = new Set<string>(appsyncScalars);

/** Whether a type is one of AppSync's own scalars. */
export const isScalarOfAppsync = (name: string) => scalars.has(name);

const directives = new Set<string>(appsyncDirectives);

function isOfAppsync(definition: DefinitionNode): boolean {
  return (
    (definition.kind === Kind.SCALAR_TYPE_DEFINITION &&
      scalars.has(definition.name.value)) ||
    (definition.kind === Kind.DIRECTIVE_DEFINITION &&
      directives.has(definition.name.value))
  );
}

/** A directive that AWS may add one day must not hide the whole schema. */
function withoutUnknownDirectives(document: DocumentNode, sdl: string): string {
  const known = new Set([
    ...directives,
    ...specifiedDirectives.map(({ name }) => name),
    ...document.definitions.map(definition =>
      definition.kind === Kind.DIRECTIVE_DEFINITION
        ? definition.name.value
        : '',
    ),
  ]);
  let found = false;
  const cleaned = visit(document, {
    Directive(node) {
      if (known.has(node.name.value)) {
        return undefined;
      }
      found = true;
      return null;
    },
  });
  return found
    ? print({
        ...cleaned,
        definitions: cleaned.definitions.filter(node => !isOfAppsync(node)),
      })
    : sdl;
}
