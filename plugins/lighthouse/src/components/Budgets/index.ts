export { BudgetList } from './BudgetList';
export { BudgetsVerdict } from './BudgetsVerdict';
