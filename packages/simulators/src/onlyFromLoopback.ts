import type { RequestHandler } from 'express';

/** A page of another site could reach loopback under its own name (DNS rebinding). */
export const onlyFromLoopback: RequestHandler = (req, res, next) => {
  if (['localhost', '127.0.0.1', '[::1]'].includes(req.hostname)) {
    next();
    return;
  }
  res
    .status(403)
    .json({ message: 'The simulator is switched from this machine only' });
};
