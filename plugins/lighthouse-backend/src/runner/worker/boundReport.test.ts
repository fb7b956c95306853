import { boundReport } from './boundReport';

const report = () => ({
  fullPageScreenshot: { data: 'p'.repeat(5000) },
  entities: [],
  audits: {
    'final-screenshot': { score: 1, details: { data: 'p'.repeat(3000) } },
    'image-alt': {
      score: 0,
      details: { items: Array.from({ length: 500 }, () => ({ node: 'img' })) },
    },
  },
});

describe('boundReport', () => {
  it('leaves a report whole that fits', () => {
    expect(JSON.parse(boundReport(report(), 100_000)!)).toEqual(report());
  });

  it('takes pictures away first, long lists then, and scores never', () => {
    const withoutPicture = JSON.parse(boundReport(report(), 12_000)!);
    expect(withoutPicture).not.toHaveProperty('fullPageScreenshot');
    expect(withoutPicture.audits['image-alt'].details.items).toHaveLength(500);
    expect(withoutPicture.audits['final-screenshot'].details).toBeDefined();

    const small = JSON.parse(boundReport(report(), 400)!);
    expect(small.audits['final-screenshot']).toEqual({ score: 1 });
    expect(small.audits['image-alt'].details.items).toHaveLength(10);
    expect(small.audits['image-alt'].score).toBe(0);
  });

  it('says when nothing helps', () => {
    expect(boundReport(report(), 50)).toBeUndefined();
  });
});
