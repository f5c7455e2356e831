import { GatewayError } from '@mscore/ports';
import { type Link, loadLinks } from '@mscore/smpp-connector';
import type { Config } from '../config';

/**
 * The links of the links file; where there is none, an error that says what to do about it.
 * @throws GatewayError those of loading links
 */
export async function linksOf({ links: file }: Config): Promise<readonly Link[]> {
  try {
    return await loadLinks(file);
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'MSCORE_LINKS_MISSING') throw error;
    const message = `${error.message}. Write one as the README shows, or try: mscore demo`;
    throw new GatewayError(error.code, message, { retry: false, cause: error });
  }
}
