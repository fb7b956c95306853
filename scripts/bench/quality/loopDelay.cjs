// Loaded into the portal's process with --require: on SIGUSR2 it writes how late the event loop was
// since the last time, in milliseconds, into the file that LOOP_DELAY_FILE names.
const { renameSync, writeFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const file = process.env.LOOP_DELAY_FILE;
// It measures from one of its timers to the next: what is more than their distance is delay.
const EVERY_MS = 10;
const delays = monitorEventLoopDelay({ resolution: EVERY_MS });
delays.enable();

process.on('SIGUSR2', () => {
  const inMs = nanoseconds => Math.max(0, nanoseconds / 1e6 - EVERY_MS);
  const seen = {
    p99: inMs(delays.percentile(99)),
    max: inMs(delays.max),
    looks: delays.count,
  };
  delays.reset();
  // Whoever waits for the file finds it whole.
  writeFileSync(`${file}.new`, JSON.stringify(seen));
  renameSync(`${file}.new`, file);
});
