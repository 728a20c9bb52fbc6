/** Id of the world without a deal. */
export const withoutDeal = (deal: string): string => `without ${deal}`;

/** Id of the world in which a deal is performed as announced. */
export const asAnnouncedDeal = (deal: string): string => `announced ${deal}`;
