import type { WaitingNode } from '../../src';
import { nodeWith } from '../small-survey';

const label = (vi: string, en: string) => ({
  vi,
  'vi-ascii': vi.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd'),
  en,
});
const option = (value: number, vi: string, en: string, ...accept: string[]) => ({
  value,
  label: label(vi, en),
  accept,
});

/** The questions of the corpus, as the headers of its files describe them. */
export const questions: Readonly<Record<string, WaitingNode>> = {
  sat10: nodeWith({ kind: 'scale', min: 1, max: 10 }),
  score0: nodeWith({ kind: 'scale', min: 0, max: 10 }),
  visits: nodeWith({ kind: 'number', min: 0, max: 9, topCode: 50, unit: ['lần'], skip: ['bỏ', 'bỏ qua'] }),
  yesno: nodeWith({ kind: 'choice', options: [option(1, 'Có', 'Yes'), option(2, 'Không', 'No')] }),
  five: nodeWith({
    kind: 'choice',
    options: [
      option(1, 'Rất hài lòng', 'Very satisfied'),
      option(2, 'Hài lòng', 'Satisfied'),
      option(3, 'Bình thường', 'So so', 'tạm được'),
      option(4, 'Không hài lòng', 'Dissatisfied'),
      option(5, 'Rất không hài lòng', 'Very dissatisfied'),
    ],
  }),
  two: nodeWith({ kind: 'choice', options: [option(1, 'Đúng hẹn', 'On time'), option(2, 'Trễ hẹn', 'Late')] }),
  three: nodeWith({
    kind: 'choice',
    options: [
      option(1, 'Tốt', 'Good'),
      option(2, 'Chậm', 'Slow', 'lâu'),
      option(3, 'Ba hôm sau mới được', 'Three days later'),
    ],
  }),
  consent: nodeWith({
    kind: 'consent',
    about: 'dossier',
    accept: ['1', 'đồng ý', 'có', 'ok', 'dạ', 'vâng', 'ừ', 'yes'],
    refuse: ['2', '0', 'không', 'từ chối'],
  }),
  text: nodeWith({ kind: 'text', skip: ['0'] }),
  idle: nodeWith({ kind: 'consent', about: 'dossier', accept: [], refuse: [] }),
};
