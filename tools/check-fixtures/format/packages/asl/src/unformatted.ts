export const zones = ["los-angeles",
   "dallas"]
