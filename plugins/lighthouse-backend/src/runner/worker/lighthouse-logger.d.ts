declare module 'lighthouse-logger' {
  const log: {
    events: {
      on(event: 'status', listener: (issue: string[]) => void): void;
      off(event: 'status', listener: (issue: string[]) => void): void;
    };
  };
  export default log;
}
