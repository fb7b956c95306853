declare module 'dockerfilelint' {
  /** What is wrong, without a hint of how grave it is. */
  interface Finding {
    title: string;
    line: string;
  }
  const dockerfilelint: {
    /**
     * @param folder - where it looks for its own settings
     * @param text - of the Dockerfile
     */
    run(folder: string, text: string): Finding[];
  };
  export default dockerfilelint;
}
