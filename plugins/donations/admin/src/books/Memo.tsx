import { Box, Typography } from '@strapi/design-system';

/** A memo as the bank printed it, wrapped instead of pushing the other columns away. */
export function Memo({ text }: { text: string }) {
  return (
    <Box maxWidth="36rem">
      <Typography textColor="neutral800" style={{ whiteSpace: 'normal', wordBreak: 'break-word' }}>
        {text}
      </Typography>
    </Box>
  );
}
