export { DesignFilesPage } from './DesignFilesPage';
export { WholeDesignFiles } from './WholeDesignFiles';
