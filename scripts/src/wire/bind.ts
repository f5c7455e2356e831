/** What a bind request says (SMPP 3.4 §4.1). */
export interface BindRequest {
  readonly systemId: string;
  readonly password: string;
  readonly interfaceVersion: number;
}

const INTERFACE_VERSION = 0x34;

export const encodeBind = (systemId: string, password: string): Buffer =>
  Buffer.from(`${systemId}\0${password}\0\0${String.fromCharCode(INTERFACE_VERSION, 0, 0)}\0`, 'latin1');

/** The body of a bind response: the other side's name. */
export const encodeBindResponse = (systemId: string): Buffer => Buffer.from(`${systemId}\0`, 'latin1');

export function decodeBind(body: Buffer): BindRequest {
  const [systemId = '', password = '', systemType = ''] = body.toString('latin1').split('\0');
  const version = systemId.length + password.length + systemType.length + 3;
  return { systemId, password, interfaceVersion: body.at(version) ?? 0 };
}
