throw new Error('Map is not implemented');
