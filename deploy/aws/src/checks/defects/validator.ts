import { on, type Defect } from './defect.ts';

const SERVICE = 'AWS::ECS::Service';
const TASK = 'AWS::ECS::TaskDefinition';

/** What CloudFormation's own validator finds, at every synthesis. */
export const defectsForTheValidator: Defect[] = [
  on('E3047', 'CPU and memory that Fargate does not have', TASK, p => {
    p.Cpu = '256';
    p.Memory = '16384';
  }),
  on('E3048', 'a bridge on Fargate', TASK, p => {
    p.NetworkMode = 'bridge';
  }),
  on('F3002', 'a property that does not exist', SERVICE, p => {
    p.DesiredCout = 2;
  }),
  on('F1020', 'a reference to nothing', SERVICE, p => {
    p.TaskDefinition = { Ref: 'Nothing' };
  }),
];
