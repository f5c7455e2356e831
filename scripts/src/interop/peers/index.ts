import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drivePlays } from '../drive-smpp/plays';
import { DRIVE_SMPP } from '../drive-smpp/process';
import type { Peer } from '../scenario';
import { scriptedPeer } from '../scripted';

/** Compiled, also when this file runs from source under a test runner. */
const NPM_SMPP = join(__dirname, '../../../dist/interop/peers/npm-smpp.js');
/** The compiler leaves Perl where it is. */
const NET_SMPP = join(__dirname, '../../../src/interop/peers/net-smpp.pl');

const npmSmppPeer = scriptedPeer(
  { name: 'npm `smpp` 0.5.1', what: 'as an SMSC', missing: () => undefined },
  { command: process.execPath, args: [NPM_SMPP] },
);

const netSmppPeer = scriptedPeer(
  {
    name: 'Debian `libnet-smpp-perl`',
    what: 'as an SMSC',
    missing: () =>
      spawnSync('perl', ['-MNet::SMPP', '-e', '1'], { stdio: 'ignore' }).status === 0
        ? undefined
        : 'Net::SMPP is not installed: apt-get install libnet-smpp-perl',
  },
  { command: 'perl', args: [NET_SMPP] },
);

const driveSmppPeer: Peer = {
  name: 'Debian `kannel-extras`',
  what: 'drive_smpp as it is',
  missing: () => (existsSync(DRIVE_SMPP) ? undefined : 'drive_smpp is not installed: apt-get install kannel-extras'),
  plays: drivePlays,
};

/** Every peer, in the order of the table's rows. */
export const peers: readonly Peer[] = [npmSmppPeer, netSmppPeer, driveSmppPeer];
