import { Box, Typography } from '@strapi/design-system';

/** The sentence of a refusal. */
export function Alert({ refusal }: { refusal: string | null }) {
  return refusal === null ? null : (
    <Box role="alert">
      <Typography textColor="danger600" fontWeight="bold">
        {refusal}
      </Typography>
    </Box>
  );
}
