import type { SchemaChange } from '@internal/plugin-mobworx-common';

/** What a kind of change means for clients, by graphql-js' words for it. */
const MEANINGS: Record<string, string> = {
  TYPE_REMOVED:
    'Whoever asks for it, or for something of its kind, gets an error.',
  TYPE_CHANGED_KIND: 'What asks for it in the old way gets an error.',
  TYPE_REMOVED_FROM_UNION: 'Clients that wait for it get nothing any more.',
  VALUE_REMOVED_FROM_ENUM: 'Clients that send the value get an error.',
  REQUIRED_INPUT_FIELD_ADDED:
    'Clients that don’t send it, which is all of today’s, get an error.',
  IMPLEMENTED_INTERFACE_REMOVED: 'Queries by the interface don’t find it.',
  FIELD_REMOVED: 'A query that asks for it gets an error, as a whole.',
  FIELD_CHANGED_KIND:
    'Clients that read it get another kind of value than they were built for.',
  REQUIRED_ARG_ADDED:
    'Clients that don’t send it, which is all of today’s, get an error.',
  ARG_REMOVED: 'Clients that send it get an error.',
  ARG_CHANGED_KIND: 'Clients that send what was right before get an error.',
  DIRECTIVE_REMOVED: 'Queries that use it get an error.',
  DIRECTIVE_ARG_REMOVED: 'Queries that use it get an error.',
  REQUIRED_DIRECTIVE_ARG_ADDED: 'Queries without it get an error.',
  DIRECTIVE_REPEATABLE_REMOVED: 'Queries that repeat it get an error.',
  DIRECTIVE_LOCATION_REMOVED: 'Queries that use it there get an error.',
  VALUE_ADDED_TO_ENUM: 'Clients may get a value that they don’t know.',
  TYPE_ADDED_TO_UNION: 'Clients may get a type that they don’t know.',
  OPTIONAL_INPUT_FIELD_ADDED:
    'Clients that don’t send it get what the server makes of that.',
  OPTIONAL_ARG_ADDED:
    'Clients that don’t send it get what the server makes of that.',
  IMPLEMENTED_INTERFACE_ADDED:
    'Queries by the interface may bring types that clients don’t know.',
  ARG_DEFAULT_VALUE_CHANGE:
    'Clients that leave it out may get something else than before.',
  TYPE_ADDED: 'Nothing for clients of today: it is new.',
  FIELD_ADDED: 'Nothing for clients of today: it is new.',
  AUTH_MODE_REMOVED: 'Clients that sign in so get an error instead of it.',
  AUTH_MODE_ADDED: 'Nothing for clients of today: they sign in as before.',
  AUTH_GROUPS_NARROWED: 'People who are in none of the groups get an error.',
  AUTH_GROUPS_WIDENED: 'Nothing for clients of today: more people may read it.',
  DEFAULT_AUTH_MODE_CHANGED:
    'Clients that sign in as before get an error for all of that.',
  FIELD_DEPRECATED: 'It still works; clients should leave it.',
};

/** What a change means for clients, in a sentence. */
export function explainChange({ type, severity }: SchemaChange): string {
  if (severity === 'safe' && type === 'FIELD_CHANGED_KIND') {
    return 'Clients get what they got before, and may rely on more.';
  }
  if (severity === 'safe' && type === 'DEFAULT_AUTH_MODE_CHANGED') {
    return 'Nothing for clients of today: everything has a directive.';
  }
  return (
    MEANINGS[type] ??
    (severity === 'safe'
      ? 'Nothing for clients of today.'
      : 'Clients that use it may get an error.')
  );
}
