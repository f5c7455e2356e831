import { GatewayError } from '@mscore/ports';
import { numberTyped } from '@mscore/smpp-connector';
import type { Config } from '../config';

/** Digits as people write a number, with or without its country; an id of a subscriber holds letters too. */
export const looksLikeNumber = (text: string): boolean => /^[+(]?\d[\d .()-]{6,}\d$/.test(text);

/**
 * A number as an operator types it, in E.164; one without its country is of the configured one.
 * @param what what was typed, in words: the number itself may be somebody's and is never repeated
 * @throws GatewayError MSCORE_CONFIG_NUMBER
 */
export function readNumber(typed: string, { country }: Pick<Config, 'country'>, what: string): string {
  const number = numberTyped(typed, country);
  if (number !== undefined) return number;
  throw new GatewayError('MSCORE_CONFIG_NUMBER', `${what} is no number of ${country}; write it as +84… or 0…`, {
    retry: false,
  });
}
