const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

export const asDay = (iso: string): string => DAY.format(new Date(iso));
export const asMoment = (iso: string): string => MOMENT.format(new Date(iso));
