export { budgetInWords, ErrorBudget } from './ErrorBudget';
