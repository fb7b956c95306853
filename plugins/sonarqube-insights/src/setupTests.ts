import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Lazily loaded extensions take longer than the default second on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

// A test has to outlast the slowest thing that it waits for.
jest.setTimeout(30_000);

// jsdom has no layout, so nothing ever comes into view in it.
window.IntersectionObserver = class {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};

Element.prototype.scrollIntoView = () => {};
