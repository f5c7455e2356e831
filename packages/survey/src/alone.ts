import type { TextReference } from './effects';
import { nodeOf, type Survey } from './survey';
import { type ServiceName, servicesOfSystemText } from './system-texts';

/**
 * The text that is said where it stands: a text that sends people to services gives way to its variant `X.alone` while
 * one of them does not answer. A version published before there was such a variant says what it has.
 */
export function spokenOf<T extends Pick<TextReference, 'of' | 'name'>>(
  survey: Survey,
  open: ReadonlySet<ServiceName>,
  text: T,
): T | (T & { readonly of: 'system' }) {
  if (servicesOf(survey, text).every((service) => open.has(service))) return text;
  const name = aloneOf(text.name);
  return survey.system[name] === undefined ? text : { ...text, of: 'system', name };
}

/** The name of what is said instead of a text. */
export const aloneOf = (name: string): string => `${name}.alone`;

function servicesOf(survey: Survey, { of, name }: Pick<TextReference, 'of' | 'name'>): readonly ServiceName[] {
  if (of === 'system') return servicesOfSystemText(name);
  const node = nodeOf(survey, name);
  return node.kind === 'end' ? (node.services ?? []) : [];
}
