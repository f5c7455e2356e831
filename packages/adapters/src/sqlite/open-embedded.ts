import { GatewayError } from '@mscore/ports';
import type { Embedded, EmbeddedOptions } from '../embedded';

/** Opens the data folder. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  throw new GatewayError('MSCORE_STORE_IO', `cannot open ${options.folder} yet`, { retry: false });
}
