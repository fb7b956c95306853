// These tests start servers; on a busy machine the default of five seconds isn't enough for that.
jest.setTimeout(60_000);

export {};
