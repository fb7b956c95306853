import { withoutStreamKey } from './streamKeys';

it.each([
  ['rtmp://live.example/live2/key', 'rtmp://live.example/live2/****'],
  [
    'RTMPS://live.example:443/rtmp/FB-1?s_bl=1&s_ps=1',
    'rtmps://live.example:443/rtmp/****',
  ],
  ['rtmp://live.example/app/a/b/key', 'rtmp://live.example/app/****'],
  ['rtmp://user:key@live.example/app/key', 'rtmp://live.example/app/****'],
  ['rtmp://live.example/key', 'rtmp://live.example/****'],
  ['rtmp://live.example/key?a=key', 'rtmp://live.example/****'],
  ['rtmp://live.example//key', 'rtmp://live.example/****'],
  ['rtmp://live.example/app#key', 'rtmp://live.example/****'],
  ['rtmp://live.example?key', 'rtmp://live.example/****'],
  ['srt://live.example/app/key', '****'],
  ['key', '****'],
  ['', '****'],
])('shows %s as %s', (address, shown) => {
  expect(withoutStreamKey(address)).toBe(shown);
});
