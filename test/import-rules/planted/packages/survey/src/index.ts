export const survey = 'survey';
