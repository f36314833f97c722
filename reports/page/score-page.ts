export const scorePage = async (_s: unknown, _c: unknown): Promise<string> => '';
