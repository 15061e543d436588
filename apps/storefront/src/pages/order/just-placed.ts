let placed: string | undefined;

/** Notes that an order was placed just now, so that its page can say so. */
export function rememberPlaced(orderId: string): void {
  placed = orderId;
}

export const isJustPlaced = (orderId: string): boolean => placed === orderId;
