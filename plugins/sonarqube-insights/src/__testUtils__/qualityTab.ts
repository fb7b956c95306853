import { screen, waitFor, within } from '@testing-library/react';
import {
  InMemorySonarqube,
  InMemoryState,
} from '../testHelpers/InMemorySonarqube';
import { renderPlugin } from './renderPlugin';

/** Opens the tab of an entity; gives what stands for the backend. */
export function openTab(state: Partial<InMemoryState> = {}, search = '') {
  const backend = new InMemorySonarqube(state);
  renderPlugin({ backend, place: 'tab', search });
  return backend;
}

/** What is in a section of the tab. */
export async function section(name: string) {
  return within(await screen.findByRole('region', { name }));
}

export const address = () => screen.getByLabelText('address').textContent;

/** Waits until the address is so; what is chosen gets there by way of the router. */
export const expectAddress = (expected: RegExp) =>
  waitFor(() => expect(address()).toMatch(expected));

/** Waits until a method was asked for this last. */
export const expectLastCall = (
  backend: InMemorySonarqube,
  method: Parameters<InMemorySonarqube['calls']>[0],
  given: unknown[],
) => waitFor(() => expect(backend.calls(method).at(-1)).toEqual(given));
