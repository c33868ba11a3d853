import { Route, Routes } from 'react-router-dom';
import { NewSlip } from './NewSlip';
import { Slip } from './Slip';
import { Slips } from './Slips';

/** Slips of a counter: the list, a new one, one as it is printed. */
export default function SlipRoutes() {
  return (
    <Routes>
      <Route index element={<Slips />} />
      <Route path="new" element={<NewSlip />} />
      <Route path=":id" element={<Slip />} />
    </Routes>
  );
}
