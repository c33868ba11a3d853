import { Route, Routes } from 'react-router-dom';
import { Mapping } from './Mapping';
import { Statement } from './Statement';
import { Statements } from './Statements';
import { Templates } from './Templates';

/** The list of statements, one of them, and how files of unknown layouts are read. */
export default function StatementRoutes() {
  return (
    <Routes>
      <Route index element={<Statements />} />
      <Route path="map/:file" element={<Mapping />} />
      <Route path="templates" element={<Templates />} />
      <Route path=":id" element={<Statement />} />
    </Routes>
  );
}
