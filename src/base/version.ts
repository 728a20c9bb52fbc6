/** Version of the package; every answer carries it, and a test holds it against package.json. */
export const VERSION = '0.1.0';
