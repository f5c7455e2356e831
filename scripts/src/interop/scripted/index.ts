import type { Peer, Play, ScenarioName } from '../scenario';
import { badPdus } from './bad-pdus';
import { bindAndUnbind } from './bind';
import { blackHole } from './black-hole';
import { killGateway, killPeer } from './kills';
import { longTexts } from './long';
import type { Program } from './peer-process';
import { receipts } from './receipts';
import { thousandTexts } from './thousand';
import { throttling } from './throttling';

const scripted: Readonly<Record<ScenarioName, (program: Program) => Play>> = {
  bind: bindAndUnbind,
  thousand: thousandTexts,
  long: longTexts,
  receipts,
  killGateway,
  killPeer,
  throttling,
  badPdus,
  blackHole,
};

/** A peer whose library is told what to do, and so can do everything. */
export function scriptedPeer(peer: Pick<Peer, 'name' | 'what' | 'missing'>, program: Program): Peer {
  const play = (name: ScenarioName): Play => scripted[name](program);
  return {
    ...peer,
    plays: {
      bind: play('bind'),
      thousand: play('thousand'),
      long: play('long'),
      receipts: play('receipts'),
      killGateway: play('killGateway'),
      killPeer: play('killPeer'),
      throttling: play('throttling'),
      badPdus: play('badPdus'),
      blackHole: play('blackHole'),
    },
  };
}
