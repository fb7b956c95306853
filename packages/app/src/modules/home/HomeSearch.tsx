import { FormEvent, useState } from 'react';
import { SearchField } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import styles from './HomeLayout.module.css';

/** Asks for words and takes them to the search page. */
export function HomeSearch() {
  const navigate = useNavigate();
  const [words, setWords] = useState('');

  function search(event: FormEvent) {
    event.preventDefault();
    const query = words.trim();
    navigate(query ? `/search?query=${encodeURIComponent(query)}` : '/search');
  }

  return (
    <form role="search" className={styles.search} onSubmit={search}>
      <SearchField
        aria-label="Search the portal"
        placeholder="Search components, APIs, teams …"
        value={words}
        onChange={setWords}
      />
    </form>
  );
}
