export { ChoiceField } from './ChoiceField';
export type { FilterOption } from './ChoiceField';
export { DayField } from './DayField';
export { TextFilter } from './TextFilter';
