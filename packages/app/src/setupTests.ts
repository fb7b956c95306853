import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Lazily loaded extensions take longer than the default second on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
