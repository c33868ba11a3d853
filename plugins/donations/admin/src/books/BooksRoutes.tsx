import { Route, Routes } from 'react-router-dom';
import { Days } from './Days';
import { Holds } from './Holds';
import { Line } from './Line';
import { Lines } from './Lines';
import { Rules } from './Rules';

/** The books: what waits for a second person, lines, days that differ, rules. */
export default function BooksRoutes() {
  return (
    <Routes>
      <Route index element={<Holds />} />
      <Route path="lines" element={<Lines />} />
      <Route path="lines/:id" element={<Line />} />
      <Route path="days" element={<Days />} />
      <Route path="rules" element={<Rules />} />
    </Routes>
  );
}
