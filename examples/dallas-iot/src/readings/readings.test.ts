import { describe, expect, it } from 'vitest';

import { checkReading, humidityRatio } from './check-reading.ts';
import { parseReading, timeOf } from './parse-reading.ts';

const ROW = '"140","2015-02-02 14:19:00",23.7,26.272,585.2,749.2,0.00476416302416414,1';

describe('a message of the device', () => {
  it('is a row of the file', () => {
    expect(parseReading(ROW)).toEqual({
      id: 140,
      at: Date.UTC(2015, 1, 2, 14, 19),
      temperatureC: 23.7,
      humidityPercent: 26.272,
      lightLux: 585.2,
      co2Ppm: 749.2,
      humidityRatio: 0.00476416302416414,
      occupied: true,
    });
  });

  it('is malformed when it is cut off, the header, or something else', () => {
    const header = '"date","Temperature","Humidity","Light","CO2","HumidityRatio","Occupancy"';
    const odd = ROW.replace('585.2', 'bright');
    for (const text of ['', header, ROW.slice(0, 40), odd, ROW.replace('585.2', ''), '{"co2":1}', 'ÿþ']) {
      expect(() => parseReading(text)).toThrow(expect.objectContaining({ name: 'Reading.Malformed' }));
    }
  });

  it('tells its time even when it was cut off after it', () => {
    expect(timeOf(ROW.slice(0, 40))).toBe(Date.UTC(2015, 1, 2, 14, 19));
    expect(timeOf(ROW.slice(0, 20))).toBeUndefined();
    expect(timeOf('"date","Temperature"')).toBeUndefined();
    expect(timeOf('"1","2015-99-02 14:19:00"')).toBeUndefined();
  });
});

describe('a reading', () => {
  const reading = parseReading(ROW);

  it('passes as it was measured', () => {
    expect(checkReading(reading)).toBe(reading);
  });

  it('is refused when its sensor cannot have seen that', () => {
    const refused = expect.objectContaining({ name: 'Reading.OutOfRange' }) as Error;
    expect(() => checkReading({ ...reading, temperatureC: 85 })).toThrow(refused);
    expect(() => checkReading({ ...reading, co2Ppm: 65_535 })).toThrow(refused);
    expect(() => checkReading({ ...reading, lightLux: -1 })).toThrow(refused);
  });

  it('is refused when its quantities contradict each other', () => {
    expect(() => checkReading({ ...reading, humidityPercent: 30 })).toThrow(
      expect.objectContaining({ name: 'Reading.Inconsistent' }),
    );
  });

  it('knows how much water the air holds', () => {
    // 20 °C and 50 % at sea level: 7.2 g of water per kg of dry air (psychrometric chart).
    expect(humidityRatio(20, 50)).toBeCloseTo(0.0072, 4);
  });
});
