import { Route, Routes } from 'react-router-dom';
import { Statement } from './Statement';
import { Statements } from './Statements';

/** The list of statements and one of them. */
export default function StatementRoutes() {
  return (
    <Routes>
      <Route index element={<Statements />} />
      <Route path=":id" element={<Statement />} />
    </Routes>
  );
}
