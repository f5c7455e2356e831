/** The days off of a year, as `MM-DD`, weekends included where a holiday falls on one. */
export interface HolidayYear {
  readonly year: number;
  /** `published`: as the government announced it. `provisional`: what the law says and earlier years suggest. */
  readonly status: 'published' | 'provisional';
  /** Holidays of the Labour Code. */
  readonly statutory: readonly string[];
  /** The next working day off for a holiday on a weekend (Labour Code 2019 art. 111.3). */
  readonly compensatory: readonly string[];
  /** Working days that public offices exchange for a Saturday. */
  readonly exchanged: readonly string[];
}

/**
 * Public holidays by year. New Year 1 day, Tet 5, Hung Kings (10th of the 3rd lunar month) 1, 30 April, 1 May and
 * National Day: 1 day under the Labour Code 2012 art. 115, 2 since 2021 (Labour Code 2019 art. 112), the second next to
 * 2 September; since 2026 also Culture Day, 24 November (Resolution 28/2026/QH16). Which five days are Tet, which is
 * the second National Day and what is exchanged is announced every year.
 */
export const holidayYears: readonly HolidayYear[] = [
  {
    // Office of the Government 6519/VPCP-KGVX of 2018.
    year: 2019,
    status: 'published',
    statutory: ['01-01', '02-04', '02-05', '02-06', '02-07', '02-08', '04-14', '04-30', '05-01', '09-02'],
    compensatory: ['04-15'],
    exchanged: ['04-29'],
  },
  {
    // Announcement of the Ministry of Labour for 2020: Tet from 23 to 29 January.
    year: 2020,
    status: 'published',
    statutory: ['01-01', '01-24', '01-25', '01-26', '01-27', '01-28', '04-02', '04-30', '05-01', '09-02'],
    compensatory: ['01-23', '01-29'],
    exchanged: [],
  },
  {
    // Announcement of the Ministry of Labour for 2021: Tet from 10 to 16 February, National Day from 2 to 5 September.
    year: 2021,
    status: 'published',
    statutory: ['01-01', '02-11', '02-12', '02-13', '02-14', '02-15', '04-21', '04-30', '05-01', '09-02', '09-03'],
    compensatory: ['02-10', '02-16', '05-03'],
    exchanged: [],
  },
  {
    // Announcement of the Ministry of Labour for 2022: Tet from 31 January to 4 February, National Day from 1 September.
    year: 2022,
    status: 'published',
    statutory: ['01-01', '01-31', '02-01', '02-02', '02-03', '02-04', '04-10', '04-30', '05-01', '09-01', '09-02'],
    compensatory: ['01-03', '04-11', '05-02', '05-03'],
    exchanged: [],
  },
  {
    // Announcement of the Ministry of Labour for 2023: Tet from 20 to 26 January, National Day from 1 to 4 September.
    year: 2023,
    status: 'published',
    statutory: ['01-01', '01-21', '01-22', '01-23', '01-24', '01-25', '04-29', '04-30', '05-01', '09-01', '09-02'],
    compensatory: ['01-02', '01-20', '01-26', '05-02', '05-03', '09-04'],
    exchanged: [],
  },
  {
    // Announcement of the Ministry of Labour for 2024: Tet from 8 to 14 February, National Day from 31 August to
    // 3 September. 29 April: Office of the Government 2450/VPCP-KGVX of 12 April 2024.
    year: 2024,
    status: 'published',
    statutory: ['01-01', '02-09', '02-10', '02-11', '02-12', '02-13', '04-18', '04-30', '05-01', '09-02', '09-03'],
    compensatory: ['02-08', '02-14'],
    exchanged: ['04-29'],
  },
  {
    // Office of the Government 8726/VPCP-KGVX of 26 November 2024: Tet from 25 January to 2 February.
    year: 2025,
    status: 'published',
    statutory: ['01-01', '01-27', '01-28', '01-29', '01-30', '01-31', '04-07', '04-30', '05-01', '09-01', '09-02'],
    compensatory: [],
    exchanged: ['05-02'],
  },
  {
    // Announcement 9441/TB-BNV: Tet from 14 to 22 February, National Day from 29 August to 2 September. Culture Day:
    // Resolution 28/2026/QH16, in force since 1 July 2026.
    year: 2026,
    status: 'published',
    statutory: [
      '01-01',
      '02-16',
      '02-17',
      '02-18',
      '02-19',
      '02-20',
      '04-26',
      '04-30',
      '05-01',
      '09-01',
      '09-02',
      '11-24',
    ],
    compensatory: ['04-27'],
    exchanged: ['01-02', '08-31'],
  },
  {
    // Not announced when this was written. Tet (1st day: 6 February) as in 2020 and 2024, when it began on a Saturday
    // too; the second National Day as in 2021, when the first was a Thursday too.
    year: 2027,
    status: 'provisional',
    statutory: [
      '01-01',
      '02-05',
      '02-06',
      '02-07',
      '02-08',
      '02-09',
      '04-16',
      '04-30',
      '05-01',
      '09-02',
      '09-03',
      '11-24',
    ],
    compensatory: ['02-04', '02-10', '05-03'],
    exchanged: [],
  },
];

/** Holidays on the same day every year, for years of which nothing else is known. */
export const fixedHolidays: ReadonlySet<string> = new Set(['01-01', '04-30', '05-01', '09-02', '11-24']);
